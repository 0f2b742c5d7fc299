"""Who holds which post: inviting, suspending, deputies, handing over, and the register of organisations."""
