"""The real files of publishers, read where they are: beside the project, or nowhere, and then what needs them skips."""

from loaders.catalog import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"
