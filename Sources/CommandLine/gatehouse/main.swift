import Commands

runGatehouse()
