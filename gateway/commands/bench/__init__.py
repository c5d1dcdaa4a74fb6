"""Each step's CPU beside its own floor: the least that any design must do, in the same run on the same documents."""
