import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandPreview, PreviewCommand } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { choiceIn } from './chosen-probes.js';
import { CommandPreviews } from './command-previews.service.js';
import { readCommand } from './command-words.js';

/** What a command would come to, before it is asked for. */
@Controller('api/v1/commands')
export class PreviewController {
  constructor(private readonly previews: CommandPreviews) {}

  /** Changes and records nothing. It names hosts, so it needs to read the fleet as well. */
  @Post('preview')
  @HttpCode(200)
  @Requires('fleet:read', 'command:exec')
  @Answers(CommandPreview)
  async command(@Body({ schema: PreviewCommand }) body: PreviewCommand): Promise<CommandPreview> {
    const { probes, tag, site, ...command } = body;
    return this.previews.preview(choiceIn({ probes, tag, site }), await readCommand(command));
  }
}
