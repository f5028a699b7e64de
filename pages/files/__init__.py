"""What a reader takes away: slides, PDF, workbook, data, the presentation."""
