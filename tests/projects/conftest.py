"""The projects here are read by tests, not run by them: their own tests are none of ours."""

collect_ignore_glob = ["*"]
