"""Large texts, read by our own code: in the child because hostile Markdown or YAML of some megabytes takes its time."""


def parse(data: bytes, form: str) -> dict[str, object]:
    """The text itself, for `contents.made_records`. form: as in `text_records`."""
    return {"data": data, "form": form}
