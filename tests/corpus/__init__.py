"""A corpus of what Terril shows, as text: the safety net of a restructuring.

Every case is an address, a view or a request, with what a reader sees of it or a file holds, one line a fact, under
`expected/<group>/<case>.txt`. The groups are: `views` (of the data of Terril, in every state), `states` (of synthetic
data, one status at a time), `files` (slides, PDF, picture, presentation and bundle of a choice of them), `dossiers`
(those that come with Terril, whole), `pages` (addresses opened as a first visit does) and `routes` (requests to the
server, bad ones too).

    python -m tests.corpus count                      how many cases of each group and kind
    python -m tests.corpus compare [--only PATTERN]   what differs, case by case; exits 1 if anything does
    python -m tests.corpus record [--only PATTERN]    write what is shown today as what is expected

`make test` compares a sample, `make proof` all of it. What a restructuring changes on purpose is recorded again and
said in `differences.md`. All that is read of the product is read in `reach.py`: code that moves changes that module
alone. What is volatile (days, hashes, tokens) is left out; the day is always that of `clock.py`.
"""
