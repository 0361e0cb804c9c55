nft add rule inet filter input ip saddr 10.0.0.0/8 tcp dport 22 accept
