"""The settings of a review that runs: a change holds at once, and is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from curator.model.scheme import Scheme
from curator.workflow.review.actions import Keymap
from curator.workflow.review.rebinding import Rebinding
from curator.workflow.settings import Settings, SettingsError


class Preferences:
    """What may be changed while the review runs. `apply` is told the settings after each change.

    What cannot be saved holds for this review all the same; the methods give the reason, or an
    empty text.
    """

    def __init__(
        self,
        settings: Settings,
        keymap: Keymap,
        scheme: Scheme,
        apply: Callable[[Settings], None] = lambda _: None,
    ) -> None:
        self.settings = settings
        self.keymap = keymap
        self._scheme = scheme
        self._apply = apply

    def change(self, name: str, value: object | None) -> str:
        """Set a setting; None gives its default back, and takes it out of the file."""
        default = getattr(Settings(self.settings.path), name)
        changed: dict[str, Any] = {name: default if value is None else value}
        self._hold(replace(self.settings, **changed))
        return self._save({name: value}, {})

    def is_default(self, name: str) -> bool:
        """Whether a setting is as it is for who never set it."""
        same: bool = getattr(self.settings, name) == getattr(Settings(self.settings.path), name)
        return same

    def rebind(self, rebinding: Rebinding) -> str:
        """Make a change of keys."""
        self.keymap.rebind(rebinding.own)
        self._hold(replace(self.settings, keys=dict(rebinding.own)))
        return self._save({}, rebinding.keys)

    def _hold(self, settings: Settings) -> None:
        self.settings = settings
        self._apply(settings)

    def _save(
        self, settings: Mapping[str, object], keys: Mapping[str, Sequence[str] | None]
    ) -> str:
        from curator.workflow.settings_file import change_settings

        try:
            # The file may have been changed by hand meanwhile: the keys must agree with that too.
            change_settings(
                self.settings.path,
                settings,
                keys,
                lambda settings: Keymap(self._scheme, settings.keys),
            )
        except SettingsError as error:
            # The reason first: a line has room for little, and the path may be long.
            path = self.settings.path
            return f"not saved: {str(error).removeprefix(f'{path}: ')} ({path})"
        return ""
