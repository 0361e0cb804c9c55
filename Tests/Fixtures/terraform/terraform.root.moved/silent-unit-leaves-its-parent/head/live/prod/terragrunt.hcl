remote_state {
  backend = "s3"
  config = {
    bucket = "state"
    key    = "${path_relative_to_include()}.tfstate"
    region = "eu-west-2"
  }
}
