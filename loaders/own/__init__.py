"""What the office itself puts in: its spreadsheets, read, published, kept and taken back."""
