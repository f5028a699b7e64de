"""What shortens a view for one slide or one page, the same for every file: which rows, bars and charts tell most."""
