"""What people and the clock can do. One file a journey, one function a deed.

A deed is done inside a ``Work`` and never commits: whoever opened the work does.
"""
