"""One file per detector, in folders named after the links of the chain."""
