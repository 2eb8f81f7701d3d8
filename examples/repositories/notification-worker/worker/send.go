package worker

func Send(key string) error { return nil }
