"""Views in other sites: a light page for an iframe, a picture of a chosen size, oEmbed, and the code to paste."""
