"""The corpus' names for our types and media of quotations."""

TYPES = {
    "direct": "Direct",
    "indirect": "Indirect",
    "indirect_free_indirect": "IndirectFreeIndirect",
    "free_indirect": "FreeIndirect",
    "reported": "Reported",
}
MEDIA = {
    "speech": "Speech",
    "thought": "Thought",
    "writing": "Writing",
    "speech_thought": "ST",
    "speech_writing": "SW",
    "thought_writing": "TW",
}
