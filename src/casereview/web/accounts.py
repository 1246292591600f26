"""Signing in: what is ours about it. The rest is allauth's: passwords, second factors, limits and resets."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView, LogoutView
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as second
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse

from casereview.web.fields import Questions, password, text

NO_MATCH = "That name and password do not match an account. Check both, and mind capital letters in the password"
WRONG_CODE = "That code is wrong, has run out or was used before. Enter the code that your app shows now"
PASSWORD_HINT = "At least 15 characters. Three or four words that do not belong together are easy to remember."  # noqa: S105


class Accounts(DefaultAccountAdapter):
    """Accounts are given by those who run the system: nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": NO_MATCH,
        "username_password_mismatch": NO_MATCH,
        "enter_current_password": "Enter the password that you sign in with now",
        "incorrect_password": "That is not your password. Enter it again",
        "rate_limited": "There were too many tries. Wait 5 minutes, then try again",
        "too_many_login_attempts": "There were too many tries. Wait 5 minutes, then try again",
    }
    told = {
        "account/messages/password_changed.txt": "Your password is changed.",
        "mfa/messages/totp_activated.txt": "You now sign in with a code from your app as well.",
        "mfa/messages/totp_deactivated.txt": "You now sign in without a code.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return subject

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """A closed account is answered as one that does not exist."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Of allauth's messages, those worth reading, in our words."""
        if words := self.told.get(message_template or ""):
            messages.add_message(request, level, words)


class SecondFactors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "rate_limited": Accounts.error_messages["rate_limited"],
    }


class SignInPage(LoginView):
    """Says by its status, too, that there were too many tries: for whatever watches."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts"):
            response.status_code = 429
        return response


class SignOut(LogoutView):
    """Signs out, and has the browser forget what it saw."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


# ── allauth's forms, asked in our words ─────────────────────────────────────────────────────────────────────────────


def reword(field: forms.Field, label: str, required: str, hint: str = "") -> None:
    """Ask an allauth field in our words; what it checks stays its own."""
    field.label, field.help_text = label, hint
    field.error_messages["required"] = required


class SignIn(Questions, account.LoginForm):
    heading = "Sign in"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["login"] = text(
            "Username or email address", autocomplete="username", required="Enter your username or email address"
        )
        self.fields["password"] = password("Password", required="Enter your password")


class ChangePassword(Questions, account.ChangePasswordForm):
    heading = "Change your password"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        reword(self.fields["oldpassword"], "Password now", "Enter the password that you sign in with now")
        reword(self.fields["password1"], "New password", "Enter a new password", PASSWORD_HINT)
        reword(self.fields["password2"], "New password again", "Enter the new password again")


class ResetPassword(Questions, account.ResetPasswordForm):
    heading = "Reset your password"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        reword(self.fields["email"], "Email address", "Enter the email address of your account")
        self.fields["email"].error_messages["invalid"] = "Enter an email address, like name@example.org"


class NewPassword(Questions, account.ResetPasswordKeyForm):
    heading = "Choose a new password"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        reword(self.fields["password1"], "New password", "Enter a new password", PASSWORD_HINT)
        reword(self.fields["password2"], "New password again", "Enter the new password again")


class ConfirmPassword(Questions, account.ReauthenticateForm):
    heading = "Confirm that it is you"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        reword(self.fields["password"], "Password", "Enter your password")


def code(label: str = "Code") -> forms.Field:
    field = text(label, width=10, autocomplete="one-time-code", required="Enter the code")
    field.widget.attrs["inputmode"] = "text"
    return field


class EnterCode(Questions, second.AuthenticateForm):
    heading = "Enter your code"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"] = code()


class ConfirmCode(Questions, second.ReauthenticateForm):
    heading = "Confirm that it is you"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"] = code()


class StartCodes(Questions, totp.ActivateTOTPForm):
    heading = "Sign in with a code as well"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"] = code("The code that your app shows")


class StopCodes(Questions, totp.DeactivateTOTPForm):
    heading = "Sign in without a code?"


class NewRecoveryCodes(Questions, recovery.GenerateRecoveryCodesForm):
    heading = "Make new recovery codes?"
