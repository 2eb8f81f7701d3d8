def payments_per_hour(times, now):
    return sum(1 for time in times if now - time < 3600)
