output "c" {
  value = ["10.0.0.0/8"]
}

output "other" {
  value = ["0.0.0.0/0"]
}
