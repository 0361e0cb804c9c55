variable "environment" {}
