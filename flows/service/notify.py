"""Telling somebody: Prefect automations for failed runs and for rejected files."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit
from uuid import UUID

import httpx
from prefect.automations import Automation
from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.client.orchestration import PrefectClient, get_client
from prefect.events.actions import SendNotification
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.exceptions import ObjectNotFound

from flows.artifacts import REJECTED_EVENT

_FAILED = "wortlaut: a run failed"
_REJECTED = "wortlaut: files were rejected"
AUTOMATIONS = (_FAILED, _REJECTED)
"""Names of the automations that are ours."""

_BLOCK = "wortlaut-notify"
# The shape that Slack, Mattermost, Rocket.Chat and many others take.
_BODY = {"text": "{{subject}}\n{{body}}"}


class NotifyError(ValueError):
    """The place to send notifications to does not exist."""


async def notify(client: PrefectClient, target: str | None, *, deployments: Iterable[UUID]) -> None:
    """Set up the automations that tell `target`, or remove them where it is None.

    `target` is the address of a webhook, or a notification block of the server as `type/name`,
    such as `email/redaktion`. Raises NotifyError when there is no such block.
    """
    for name in AUTOMATIONS:
        for automation in await client.read_automations_by_name(name):
            await client.delete_automation(automation.id)
    if target is None:
        return
    block = await _block(client, target)
    runs = [f"prefect.deployment.{deployment}" for deployment in deployments]
    await Automation(
        name=_FAILED,
        description="Set up by wortlaut serve --notify; made anew at each start.",
        trigger=EventTrigger(
            expect={"prefect.flow-run.Failed", "prefect.flow-run.Crashed"},
            match_related={
                "prefect.resource.role": "deployment",
                "prefect.resource.id": runs,
            },
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[
            SendNotification(
                block_document_id=block,
                subject="Wortlaut: {{ flow_run.name }} ended as {{ flow_run.state.name }}",
                body="{{ flow_run.state.message }}",
            )
        ],
    ).acreate()
    await Automation(
        name=_REJECTED,
        description="Set up by wortlaut serve --notify; made anew at each start.",
        trigger=EventTrigger(
            expect={REJECTED_EVENT},
            match={"prefect.resource.id": "wortlaut.warehouse.*"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[
            SendNotification(
                block_document_id=block,
                subject="Wortlaut: {{ event.payload.rejected }} rejected",
                body="Run {{ event.payload.run_id }}, warehouse {{ event.resource.name }}; the "
                "reasons stand in the run's artifact rejected-files and in main.seed_files.",
            )
        ],
    ).acreate()


async def check_target(target: str | None) -> None:
    """Raise NotifyError where the server has no such block; where it does not answer, pass."""
    if target is not None and not _is_webhook(target):
        with suppress(httpx.HTTPError):
            async with get_client() as client:
                await _stored(client, target)


async def _block(client: PrefectClient, target: str) -> UUID:
    if _is_webhook(target):
        webhook = CustomWebhookNotificationBlock(
            name="Wortlaut",
            url=target,
            json_data=_BODY,
            headers=None,
            cookies=None,
            # The operator names the address; a chat server within the house is the normal case.
            allow_private_urls=True,
        )
        return await webhook.asave(_BLOCK, overwrite=True, client=client)
    return await _stored(client, target)


async def _stored(client: PrefectClient, target: str) -> UUID:
    kind, _, name = target.partition("/")
    try:
        return (await client.read_block_document_by_name(name, kind)).id
    except ObjectNotFound as error:
        raise NotifyError(
            f"there is no notification block {target!r} on the server; save one with Python, as "
            "docs/operation.md shows under 'Telling somebody', or name the address of a webhook "
            "(https://…)"
        ) from error


def _is_webhook(target: str) -> bool:
    return urlsplit(target).scheme in ("http", "https")
