remote_state {
  backend = "s3"
  config = {
    bucket = "other"
    key    = "${path_relative_to_include()}/x.tfstate"
  }
}
