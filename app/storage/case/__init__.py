"""Cases and what belongs to them: applications, materials, history, papers, remarks, waits."""
