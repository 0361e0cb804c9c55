firewall-cmd --permanent --add-service=https
