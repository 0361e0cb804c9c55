#!/bin/bash
systemctl status firewalld
