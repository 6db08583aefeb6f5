"""The signs and lines of the network, one rule for the picture, its legend and the downloaded file.

The shape says what something is, the line which link it is; colour only repeats it.
"""

from collections.abc import Mapping
from typing import Any

SHAPES: Mapping[str, str] = {"institution": "dot", "mesa": "square", "agreement": "diamond"}
SIZES: Mapping[str, float] = {"institution": 8.0, "mesa": 11.0, "agreement": 8.0}  # radius of one without links
LARGEST = 26.0

LINES: Mapping[str, Mapping[str, Any]] = {
    "ledBy": {"width": 4.0},
    "participatesIn": {"width": 1.25},
    "supports": {"width": 2.0, "dashes": [9, 6]},
    "invitedTo": {"width": 2.25, "dashes": [1.5, 6]},
    "convenes": {"width": 2.0, "dashes": [12, 5, 2, 5]},
    "hosts": {"width": 1.5, "dashes": [18, 5]},
    "subMesaOf": {"width": 2.5, "arrows": "to"},
    "agreementOf": {"width": 1.25},
    "responsible": {"width": 2.0},
}
