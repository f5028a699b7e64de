"""All that is Streamlit: the controls, and the elements that show what a view holds."""
