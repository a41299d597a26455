"""Jobs: work that machines do for a case, after the step that asks for it is stored."""
