"""The job that publishes all inputs. What does not belong here: when it runs (`sensors`)."""

import dagster as dg

publish_documents = dg.define_asset_job(
    "publish_documents",
    selection=dg.AssetSelection.all(),
    description="Read what is new or changed, and publish.",
)
