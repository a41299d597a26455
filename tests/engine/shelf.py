"""A library for tests: publish versions one after the other."""

from engine.errors import NotFound


class Shelf:
    """All versions ever published."""

    def __init__(self, *processes):
        self.versions, self.newest = {}, {}
        for process in processes:
            self.publish(process)

    def publish(self, process):
        """Make a version the newest of its process."""
        self.versions[process.digest] = self.newest[process.key] = process
        return self

    def by_digest(self, digest):
        """Return a version."""
        if digest not in self.versions:
            raise NotFound("process.unknown", "There is no such process version.")
        return self.versions[digest]

    def latest(self, key):
        """Return the newest version of a process."""
        return self.newest.get(key)
