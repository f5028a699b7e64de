"""Controls of the portrait of one territory: who it is compared with, its files, its handout."""
