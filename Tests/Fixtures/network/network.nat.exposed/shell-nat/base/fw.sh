#!/bin/sh
iptables -P FORWARD DROP
