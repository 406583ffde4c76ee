"""Tiny Stanza models, trained on the few sentences of this folder, in Stanza's own layout."""

import json
from pathlib import Path

HERE = Path(__file__).parent
PROCESSORS = dict.fromkeys(("tokenize", "pos", "lemma", "depparse"), "tiny")


def train_models(model_dir: Path, languages: tuple[str, ...] = ("kk", "ru")) -> None:
    """Train tokenizer, tagger, lemmatiser and parser for each language; some 20 s a language."""
    import torch

    torch.set_num_threads(1)
    for language in languages:
        _train(language, model_dir / language, model_dir / "work" / language)
    names = {"kk": "Kazakh", "ru": "Russian"}
    entries = {
        language: {
            "lang_name": names[language],
            "packages": {"default": PROCESSORS},
            "default_processors": PROCESSORS,
            "default_dependencies": {},
            **{name: {"tiny": {"md5": "", "dependencies": []}} for name in PROCESSORS},
        }
        for language in languages
    }
    (model_dir / "resources.json").write_text(json.dumps(entries), encoding="utf-8")


def _train(language: str, models: Path, work: Path) -> None:
    from stanza.models import lemmatizer, parser, tagger, tokenizer
    from stanza.utils.datasets import prepare_tokenizer_data

    work.mkdir(parents=True)
    treebank = HERE / f"{language}.conllu"
    lines = treebank.read_text(encoding="utf-8").splitlines()
    text, labels, multi = work / "text.txt", work / "labels.txt", work / "multi.json"
    sentences = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    text.write_text(" ".join(sentences) + "\n", encoding="utf-8")
    multi.write_text("[]", encoding="utf-8")
    prepare_tokenizer_data.main([str(text), str(treebank), "-o", str(labels)])

    def arguments(processor: str, **options: object) -> list[str]:
        options |= {
            "shorthand": f"{language}_tiny",
            "save_dir": models / processor,
            "save_name": "tiny.pt",
        }
        pairs = [(f"--{key}", str(value)) for key, value in options.items()]
        return ["--cpu", *(word for pair in pairs for word in pair)]

    files = {
        "train_file": treebank,
        "eval_file": treebank,
        "output_file": work / "out.conllu",
    }
    small = {
        "lang": language,
        "eval_interval": 100,
        "batch_size": 500,
        "hidden_dim": 48,
        "char_hidden_dim": 48,
        "deep_biaff_hidden_dim": 48,
    }
    tokenizer.main(
        arguments(
            "tokenize",
            lang=language,
            txt_file=text,
            label_file=labels,
            dev_txt_file=text,
            dev_label_file=labels,
            dev_conll_gold=treebank,
            conll_file=work / "dev.conllu",
            mwt_json_file=multi,
            steps=200,
            eval_steps=100,
            emb_dim=16,
            hidden_dim=32,
        )
    )
    tagger.main(["--no_pretrain", *arguments("pos", max_steps=200, **small, **files)])
    lemmatizer.main(arguments("lemma", num_epoch=15, **files))
    parser.main(
        [
            "--no_pretrain",
            "--no_checkpoint",
            *arguments("depparse", max_steps=300, **small, **files),
        ]
    )
