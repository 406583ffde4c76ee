"""Bodies of the state and others, and their names."""

from typing import Literal

from pydantic import Field

from schemas.base import Display, Row
from schemas.tables.common import Language

BodyKind = Literal["public body", "company", "organisation", "group", "unit", "post"]


class BodyRow(Row):
    """Bodies of the state and others that plans name."""

    table = "bodies"
    label = "Bodies"
    primary_key = ("body_id",)
    display = Display(title="name", facets=("level", "kind"))

    body_id: str = Field(description="Id in the registry")
    name: str | None = Field(
        None, description="Present full name: in Kazakh if there is one, else in Russian"
    )
    level: str = Field(description="government, ministry, committee, local, …")
    kind: BodyKind = Field(
        "public body",
        description="What it is: public body, company or state enterprise, other organisation,"
        " group of bodies, unit of a body, post",
    )
    successor_id: str | None = Field(None, description="The body that it became, if it is gone")
    valid_from: str | None = Field(None, description="First day or year, ISO 8601, if known")
    valid_to: str | None = Field(None, description="Last day or year, ISO 8601, if gone")


class BodyNameRow(Row):
    """Names and abbreviations of bodies."""

    table = "body_names"
    label = "Names of bodies"
    primary_key = ("body_id", "language", "kind", "name")
    foreign_keys = {"body_id": "bodies.body_id"}
    indexes = (("name",),)
    display = Display(title="name", facets=("body_id", "language", "kind"))

    body_id: str = Field(description="The body")
    language: Language = Field(description="Language of the name")
    name: str = Field(description="The name")
    kind: Literal["full", "abbreviation"] = Field(description="Full name or abbreviation")
    preferred: bool = Field(
        False, description="The one full name by which to call the body in this language"
    )
    valid_from: str | None = Field(None, description="First day or year of the name, if known")
    valid_to: str | None = Field(
        None, description="Last day or year of the name, if it is a former one"
    )
