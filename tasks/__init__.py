"""The stages of the nightly line, a room each, and the rooms that serve them.

Whoever imports one of them, whatever program it is, reports nothing to anybody: some libraries read
the variables below when they are imported, so they are set before any module of ours is.
"""

import gc
import os

UNREPORTED = {
    "DO_NOT_TRACK": "1",
    # onnxruntime looks at no other variable. Without it, each process sends to Microsoft.
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    # Nobody is asked for newer versions either.
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DBT_VERSION_CHECK": "false",
}
"""Environment variables that keep libraries from reporting; what the environment says stays."""

for _name, _value in UNREPORTED.items():
    os.environ.setdefault(_name, _value)

# Python looks for circles of garbage after every 700 new objects, and what Prefect, spaCy and the
# server make when they are imported is none: a fifth of every start went into the search.
gc.set_threshold(50_000)
