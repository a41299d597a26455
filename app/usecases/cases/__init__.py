"""From an application to a case: handing in, the window's check, what is collected, taking back."""
