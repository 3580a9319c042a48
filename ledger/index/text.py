"""Text as the search tables hold it: every character a word of its own."""


def spaced(text: str) -> str:
    """Text for the search table."""
    return " ".join("".join(text.lower().split()))


def phrase(asked: str) -> str:
    """The question for a run of characters, quotes and operators taken as plain characters."""
    whole = asked.replace("\0", "\ufffd")  # where the question would end
    return '"' + spaced(whole).replace('"', '""') + '"'
