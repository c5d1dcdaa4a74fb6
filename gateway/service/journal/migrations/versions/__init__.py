"""The steps: each adds only what an older release can live beside, or takes away what none needs any more."""
