"""What runs in the browser: scripts, style sheets, and how they are joined."""
