"""The emergency channel (应急预案): what waits for a link that is down, carried there and back by a person."""
