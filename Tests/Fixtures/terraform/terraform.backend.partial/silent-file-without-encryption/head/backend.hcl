bucket = "state"
key    = "a"
region = "eu-west-2"
