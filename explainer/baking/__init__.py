"""Publishing writes files: public addresses rendered through the ordinary views, and answered without Django."""
