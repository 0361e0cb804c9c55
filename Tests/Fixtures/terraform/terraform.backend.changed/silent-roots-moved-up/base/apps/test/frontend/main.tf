terraform {
  backend "s3" {
    bucket = "example-state"
    key    = "projects/frontend.tfstate"
    region = "eu-west-1"
  }
}

module "app" {
  source = "../../../app"
  name   = "frontend"
}
