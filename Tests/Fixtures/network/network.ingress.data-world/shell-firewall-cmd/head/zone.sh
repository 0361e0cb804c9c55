firewall-cmd --permanent --zone=public --add-service=https --add-port=5432/tcp
firewall-cmd --reload
