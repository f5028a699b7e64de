"""Files that a reader takes away: slides, pages, workbooks, pictures, data; each made from the content of views."""
