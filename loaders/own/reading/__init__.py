"""A spreadsheet of the office: what it holds, and what is wrong in it, said by cell; nothing is written."""
