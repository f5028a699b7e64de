"""What several modules of sources share, and what one of them is too long to hold."""
