"""Reading what people wrote: views, entities, demands; pure functions."""
