a = <<-EOT



EOT
