"""Publishers asked for what is new: found, downloaded, checked, and handed to the import."""
