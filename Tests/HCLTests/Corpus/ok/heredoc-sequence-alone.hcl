a = <<EOT
${y}
EOT
