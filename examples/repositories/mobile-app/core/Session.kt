class Session(val startedAt: Long)
